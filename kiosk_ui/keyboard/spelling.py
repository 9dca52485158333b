"""How a syllable may be spelled: in full, by its initial, unfinished, or as it is said in Dalian."""

from collections.abc import Iterable, Iterator

LONGEST = 6  # letters of a syllable: zhuang
VOWELS = frozenset("aeiouv")
SINGLE_INITIALS = frozenset("bpmfdtnlgkhjqxrzcsywaeo")  # the first letter of any syllable, those without consonant too
DOUBLE_INITIALS = frozenset(("zh", "ch", "sh"))

# What one spelling costs, in powers of ten of frequency: a word meant exactly beats one ten times as common that is only near.
FUZZY = 1.0
INITIAL = 0.6
UNFINISHED = 0.8

# Sounds Dalian's speakers do not tell apart; each way round. (Criterion I4.)
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_FINALS = (("ing", "in"), ("eng", "en"))


def key_letter(letters: str) -> str:
    """The letter words are filed under: the first, with n filed under l."""
    return "l" if letters[0] == "n" else letters[0]


def ways(syllable: str) -> dict[str, float]:
    """Every full spelling of a syllable (ü written v) with its cost."""
    found: dict[str, float] = {}
    for head_cost, heads in _heads(syllable):
        for cost, whole in _tails(heads):
            for spelled in _umlaut(whole):
                total = head_cost + cost
                found[spelled] = min(total, found.get(spelled, total))
    return found


def _heads(syllable: str) -> Iterator[tuple[float, str]]:
    yield 0.0, syllable
    for long, short in _INITIALS:
        if syllable.startswith(long):
            yield FUZZY, short + syllable[len(long) :]
        elif syllable.startswith(short) and not syllable.startswith(short + "h"):
            yield FUZZY, long + syllable[len(short) :]


def _tails(syllable: str) -> Iterator[tuple[float, str]]:
    yield 0.0, syllable
    for long, short in _FINALS:
        if syllable.endswith(long):
            yield FUZZY, syllable[:-1]
        elif syllable.endswith(short):
            yield FUZZY, syllable + "g"


def _umlaut(spelled: str) -> Iterator[str]:
    """v, u and yu for ü after n and l; v for the u of ju, qu, xu, yu."""
    yield spelled
    if spelled[1:2] == "v":
        yield spelled[0] + "u" + spelled[2:]
        yield spelled[0] + "yu" + spelled[2:]
    elif spelled[:2] in ("ju", "qu", "xu", "yu"):
        yield spelled[0] + "v" + spelled[2:]


class Spellings:
    """Which syllables a run of letters may stand for. Read-only after construction."""

    def __init__(self, syllables: Iterable[str]) -> None:
        self.full: dict[str, dict[str, float]] = {}
        self.begun: dict[str, dict[str, float]] = {}
        for syllable in sorted(set(syllables)):
            for spelled, cost in ways(syllable).items():
                _keep(self.full, spelled, syllable, cost)
                for end in range(1, len(spelled)):
                    initial = spelled[:end] in SINGLE_INITIALS or spelled[:end] in DOUBLE_INITIALS
                    _keep(self.begun, spelled[:end], syllable, cost + (INITIAL if initial else UNFINISHED))
        self._all = {letters: {**self.begun.get(letters, {}), **self.full.get(letters, {})} for letters in {*self.full, *self.begun}}

    def meant(self, letters: str, last: bool) -> dict[str, float]:
        """Syllables `letters` may stand for, with their costs; unfinished ones only where nothing follows."""
        if last or letters not in self.full:
            return self._all.get(letters, {})
        return self.full[letters] if len(letters) > 1 else self._all[letters]


def _keep(table: dict[str, dict[str, float]], letters: str, syllable: str, cost: float) -> None:
    row = table.setdefault(letters, {})
    row[syllable] = min(cost, row.get(syllable, cost))
