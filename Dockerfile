# artfmt with what a newsroom's CI needs: docker run --rm -v "$PWD:/work" ghcr.io/artfmt/artfmt check
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /opt/artfmt && /opt/artfmt/bin/pip install --no-cache-dir '/source[docx,patterns,pictures]'

FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home artfmt && git config --system --add safe.directory '*'
COPY --from=build /opt/artfmt /opt/artfmt
USER artfmt
WORKDIR /work
ENV PATH="/opt/artfmt/bin:$PATH"
ENTRYPOINT ["artfmt"]
CMD ["check"]
