package muster.dispatch.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import muster.dispatch.map.PeopleCells.Mark;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeopleCellsTest {
  private static final double LATITUDE = 34.29;
  private static final double LONGITUDE = 117.34;

  /** Half a kilometre, at the finest level. */
  private static final double CELL_DEGREES = 360.0 / (1 << PeopleCells.FINEST);

  private static long at(double cellsNorth, double cellsEast) {
    return PeopleCells.cellOf(
        LATITUDE + cellsNorth * CELL_DEGREES, LONGITUDE + cellsEast * CELL_DEGREES);
  }

  private static int people(List<Mark> marks) {
    return marks.stream().mapToInt(Mark::people).sum();
  }

  @Test
  void threeInACellAreShownThere() {
    List<Mark> marks = PeopleCells.of(new long[] {at(0, 0), at(0, 0), at(0, 0)}).atZoom(14);

    assertThat(marks).hasSize(1);
    assertThat(marks.getFirst().people()).isEqualTo(3);
    assertThat(marks.getFirst().cellMeters()).isBetween(490, 520);
    assertThat(marks.getFirst().center().latitude())
        .isBetween(LATITUDE - CELL_DEGREES, LATITUDE + CELL_DEGREES);
    assertThat(marks.getFirst().center().longitude())
        .isBetween(LONGITUDE - CELL_DEGREES, LONGITUDE + CELL_DEGREES);
  }

  @Test
  void twoAreNeverShownAtAnyZoom() {
    PeopleCells cells = PeopleCells.of(new long[] {at(0, 0), at(0, 0)});

    IntStream.rangeClosed(0, MapTile.DEEPEST)
        .forEach(z -> assertThat(cells.atZoom(z)).as("zoom " + z).isEmpty());
  }

  @Test
  void nobodyAtAllIsNothing() {
    assertThat(PeopleCells.of(new long[0]).atZoom(16)).isEmpty();
  }

  @Test
  void theTwoBesideACellOfThreeAreNotShownBesideItNorInItsParentAlone() {
    long three = at(0, 0);
    long two = three ^ 1; // its neighbour in the same cell of the next level
    PeopleCells cells = PeopleCells.of(new long[] {three, three, three, two, two});

    for (int z = 0; z <= MapTile.DEEPEST; z++) {
      assertThat(people(cells.atZoom(z))).as("zoom " + z).isEqualTo(3);
    }
  }

  @Test
  void thoseOfWhomThereAreFewInEachCellAreShownInTheCellThatHoldsThemAll() {
    long one = at(0, 0) & ~3L;
    PeopleCells cells = PeopleCells.of(new long[] {one, one + 1, one + 2, one + 3});

    assertThat(cells.atZoom(16)).hasSize(1);
    assertThat(cells.atZoom(16).getFirst().people()).isEqualTo(4);
    assertThat(cells.atZoom(16).getFirst().cellMeters()).isBetween(980, 1_040);
  }

  /** Else who subtracts one zoom from another would find the two who are left. */
  @Property(tries = 200)
  void everyZoomShowsWholeGroupsOfAtLeastThree(
      @ForAll long seed,
      @ForAll @IntRange(max = 400) int people,
      @ForAll @IntRange(min = 1, max = 200) int spread) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] all = new long[people];
    for (int i = 0; i < people; i++) {
      all[i] = at(random.nextDouble(spread), random.nextDouble(spread));
    }
    PeopleCells cells = PeopleCells.of(all);

    int shown = people(cells.atZoom(16));
    assertThat(people - shown).as("not shown").isLessThan(PeopleCells.LEAST * 4);
    for (int z = 0; z <= MapTile.DEEPEST; z++) {
      List<Mark> marks = cells.atZoom(z);
      assertThat(people(marks)).as("zoom " + z).isEqualTo(shown);
      assertThat(marks).allMatch(mark -> mark.people() >= PeopleCells.LEAST);
    }
    for (int z = 0; z < 11; z++) {
      assertThat(differences(cells.atZoom(z), cells.atZoom(z + 1), z + 5))
          .as("zoom " + z)
          .allMatch(left -> left == 0 || left >= PeopleCells.LEAST);
    }
  }

  /** For each cell of a level: what the coarser map shows in it, less what the finer one does. */
  private static List<Integer> differences(List<Mark> coarse, List<Mark> fine, int level) {
    int width = coarse.stream().mapToInt(Mark::cellMeters).min().orElse(0);
    return coarse.stream()
        .filter(mark -> mark.cellMeters() <= width + 10)
        .map(
            mark ->
                mark.people()
                    - fine.stream()
                        .filter(other -> other.cellMeters() < width * 3 / 4)
                        .filter(other -> isIn(other, mark, level))
                        .mapToInt(Mark::people)
                        .sum())
        .toList();
  }

  private static boolean isIn(Mark fine, Mark coarse, int level) {
    int cells = 1 << level;
    return (int) (MapTile.eastOf(fine.center().longitude()) * cells)
            == (int) (MapTile.eastOf(coarse.center().longitude()) * cells)
        && (int) (MapTile.southOf(fine.center().latitude()) * cells)
            == (int) (MapTile.southOf(coarse.center().latitude()) * cells);
  }
}
