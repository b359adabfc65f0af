"""The article as an Arrow type: nothing is lost on the way into Parquet and back."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from artfmt.batch.article_type import article_type, from_arrow, to_arrow
from artfmt.model.article import Article
from artfmt.model.schema import load_schema
from conftest import ROOT
from strategies import articles


def _through_parquet(rows: list[Any]) -> list[Any]:
    file = io.BytesIO()
    pq.write_table(pa.table({"article": pa.array(map(to_arrow, rows), article_type())}), file)
    return [from_arrow(each) for each in pq.read_table(file).column("article").to_pylist()]


@given(article=articles)
def test_every_article_comes_back(article: Article) -> None:
    data = article.to_dict()
    (back,) = [from_arrow(each) for each in pa.array([to_arrow(data)], article_type()).to_pylist()]
    assert back == data


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*/article.json")), ids=lambda path: path.parent.name)
def test_examples_come_back_from_parquet(path: Any) -> None:
    data = Article.from_dict(json.loads(path.read_text())).to_dict()
    assert _through_parquet([data, data]) == [data, data]


def test_what_is_nested_deeper_than_the_type_comes_back() -> None:
    def section(depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {"blocks": [{"type": "list", "items": [items(depth)]}]}
        return {**made, "sections": [section(depth - 1)]} if depth else made

    def items(depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {"content": [{"text": f"item {depth}"}]}
        return {**made, "sublist": {"items": [items(depth - 1)]}} if depth else made

    data = {
        "version": "1.0",
        "type": "article",
        "headline": "Fares",
        "body": [section(6)],
        "extra": {"a": [1, None, {}]},
    }
    assert _through_parquet([data]) == [data]


def test_the_fields_are_the_schemas_in_its_order() -> None:
    names = [article_type().field(index).name for index in range(article_type().num_fields)]
    assert names == [name for name in load_schema()["properties"] if name != "$schema"]
    sections = article_type().field("body").type.value_type
    assert pa.types.is_list(sections.field("sections").type)
    assert sections.field("blocks").type.value_type.field("width").type == pa.int64()
    assert article_type().field("extra").type == pa.string()
