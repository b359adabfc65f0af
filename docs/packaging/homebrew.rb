# The formula for Homebrew, for a tap of one's own until there is a release: brew install --HEAD ./homebrew.rb
class Artfmt < Formula
  include Language::Python::Virtualenv

  desc "Read, check and write Axios-style articles"
  homepage "https://github.com/artfmt/artfmt"
  license "MIT"
  head "https://github.com/artfmt/artfmt.git", branch: "main"

  depends_on "python@3.13"

  def install
    virtualenv_create(libexec, "python3.13", system_site_packages: false)
    system libexec/"bin/python", "-m", "pip", "install", "--quiet", buildpath
    bin.install_symlink libexec/"bin/artfmt"
    man1.install "docs/artfmt.1"
    generate_completions_from_executable(bin/"artfmt", "completion")
  end

  test do
    (testpath/"a.md").write "# Fares fall\n\nTickets are at at $2.\n"
    assert_match "repeated-word", shell_output("#{bin}/artfmt check a.md", 1)
  end
end
