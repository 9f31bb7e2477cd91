"""How well and how fast mistyped places are understood: `python -m tests.benchmarks.bench_places [SEED]`."""

import random
import statistics
import sys
import time

from services_directory import Directory
from services_directory.gazetteer import SURE
from services_directory.loading import load_pack
from tests.unit.services_directory.test_slips import LANGUAGES, Examiner
from tests.unit.services_directory.typists import Typist, invented

ASKED, ASKED_EACH = 500, 1500
SEED = sys.argv[1] if sys.argv[1:] else "bench"
MILLISECOND = 1e-3
LEAST_LETTERS = (4, 5, 8)


def tell_rates(examiner: Examiner) -> None:
    for language in LANGUAGES:
        for slips in (0, 1, 2):
            for least in LEAST_LETTERS:
                measure = examiner.measure(typed(examiner.names(language, least), language, slips))
                sys.stdout.write(
                    f"{language} {slips} slips, {least}+ letters: first {measure.first:6.1%}   "
                    f"among five {measure.among_five:6.1%}   surely wrong {measure.surely_wrong:5.1%}\n"
                )


def tell_the_row(examiner: Examiner) -> None:
    """As people type: one slip or two, as often; then without what the slips made another name or word of."""
    for language in LANGUAGES:
        names = examiner.names(language, 4)
        pairs = [pair for slips in (1, 2) for pair in typed(names, language, slips, ASKED_EACH)]
        clear = [pair for pair in pairs if not examiner.says_otherwise(*pair)]
        for kept, which in ((pairs, "all"), (clear, f"{len(clear) / len(pairs):.1%} that say nothing else")):
            measure = examiner.measure(kept)
            sys.stdout.write(
                f"{language} 1 or 2 slips, 4+ letters, {which}: first {measure.first:.1%}   "
                f"among five {measure.among_five:.1%}   surely wrong {measure.surely_wrong:.1%}\n"
            )


def typed(names: list[str], language: str, slips: int, asked: int = ASKED) -> list[tuple[str, str]]:
    chance = random.Random(f"{SEED} {language} {slips}")
    typist = Typist(language, slips, chance)
    return [(name, typist.types(name)) for name in chance.choices(names, k=asked)]


def tell_invented(directory: Directory, examiner: Examiner) -> None:
    chance = random.Random("bench")
    for language in ("en", "ur"):
        names = [name for name in (invented(language, chance) for _ in range(ASKED)) if not examiner.knows(name)]
        best = [max((match.score for match in directory.places_named(name)), default=0.0) for name in names]
        guessed, sure = (sum(score > floor for score in best) / len(best) for floor in (0.0, SURE))
        sys.stdout.write(f"{language} invented names: guessed at {guessed:6.1%}   sure of {sure:6.1%}\n")


def tell_times(directory: Directory, examiner: Examiner) -> None:
    """Of the wall's clock and of the processor's, which a busy machine tears apart."""
    texts = [text for language in LANGUAGES for _, text in typed(examiner.names(language, 2), language, 1)]
    for clock in (time.perf_counter, time.process_time):
        taken = []
        for text in texts:
            started = clock()
            directory.places_named(text)
            taken.append((clock() - started) / MILLISECOND)
        late = statistics.quantiles(taken, n=100)[94]
        sys.stdout.write(f"{clock.__name__}: p50 {statistics.median(taken):.2f} ms   p95 {late:.2f} ms\n")


def main() -> None:
    pack = load_pack()
    directory = Directory(pack)
    examiner = Examiner(directory, pack)
    tell_the_row(examiner)
    tell_rates(examiner)
    tell_invented(directory, examiner)
    tell_times(directory, examiner)


if __name__ == "__main__":
    main()
