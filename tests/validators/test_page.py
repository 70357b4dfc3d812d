"""The page of all rules."""

from markdown_it import MarkdownIt

from journeykit.validators import rules
from journeykit.validators.declare import Option
from journeykit.validators.docstring import RuleDoc
from journeykit.validators.page import rule_section, rule_text, rules_page
from validators.house import house_rule, never

PAGE = rules_page()


def test_page_has_a_section_for_every_rule_and_links_to_it():
    """As a Markdown parser reads it."""
    tokens = MarkdownIt().enable("table").parse(PAGE)
    heads = [
        tokens[i + 1].content for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h3"
    ]  # fmt: skip
    assert sorted(rule.name for rule in rules()) == sorted(heads)
    links = [
        child.attrs["href"] for token in tokens if token.type == "inline"
        for child in token.children if child.type == "link_open"
    ]  # fmt: skip
    assert {f"#{rule.name}" for rule in rules()} == set(links)


def test_examples_are_code_as_they_stand():
    """Nothing is lost on the way into a fence."""
    fences = [token for token in MarkdownIt().parse(PAGE) if token.type == "fence"]
    assert {rule.bad for rule in rules() if rule.bad} <= {f.content.rstrip("\n") for f in fences}
    assert {"yaml", "mermaid"} == {fence.info for fence in fences}


def test_page_is_deterministic_and_takes_any_rules():
    """The same for the same rules."""
    assert PAGE == rules_page(reversed(rules()))
    assert "## House" in rules_page([house_rule("x", never)])


def test_section_tells_requirements_and_options():
    """Each with type and default."""
    rule = house_rule("x", never, requires="a", default=False).replace(
        options=(
            Option("b", True, "text"),
            Option("c", ("d", "e"), "more"),
            Option("f", 1.5, "most"),
        ),
        doc=RuleDoc(title="A | b", bad="a: ```", good="b"),
    )
    text = rule_section(rule)
    assert text.startswith("### x\n")
    assert rule_text(rule) in text
    assert "off by default" in text
    assert "Says nothing where `a` has found a problem already." in text
    assert "- `b` (true or false, default `true`): text" in text
    assert "- `c` (a list of texts, default `d, e`): more" in text
    assert "- `f` (a number, default `1.5`): most" in text
    assert "````yaml\na: ```\n````" in text
    assert r"A \| b" in rules_page([rule])
