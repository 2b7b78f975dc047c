"""Made-up contents from the words of a part: abstracts by type, and the text under them."""

from random import Random

from benchmarks.forms.vocabulary import Vocabulary


def filled(  # noqa: PLR0917 - all that fills gaps
    template: str, words: Vocabulary, dice: Random, year: int, cited: str, head: str
) -> str:
    """A wording with its gaps filled."""
    while "{" in template:
        template = template.format(
            topic=dice.choice(words.topics),
            aim=dice.choice(words.aims),
            deed=dice.choice(words.deeds),
            person=dice.choice(words.people),
            year=year,
            next=year + 1,
            later=(year // 5 + 2) * 5,
            month=dice.randint(1, 12),
            count=dice.randint(101, 960),
            few=dice.randint(3, 88),
            cited=cited,
            head=head,
        )
    return " ".join(template.split())


def abstract(  # noqa: PLR0917 - all that fills gaps
    kind: str, words: Vocabulary, dice: Random, year: int, cited: str, head: str
) -> str:
    """The abstract of a paper of this type, without `V/v`, its first letter small."""
    return filled(dice.choice(words.abstracts[kind]), words, dice, year, cited, head)


def paragraphs(words: Vocabulary, dice: Random, year: int, count: int) -> list[str]:
    """So many paragraphs of text."""
    found = []
    for at in range(count):
        sentences = [dice.choice(words.openings)] if at == 0 else []
        sentences += dice.sample(words.sentences, dice.randint(1, 3))
        found.append(" ".join(filled(sentence, words, dice, year, "", "") for sentence in sentences))
    return found
