package io.headwater.streams.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.Summary;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaneFormatTest {

  @Property
  void shouldGiveBackWhatItWasMadeOf(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1e100, max = 1e100) Double> values,
      @ForAll long time) {
    Pane pane = Pane.EMPTY;
    for (double value : values) {
      pane = pane.plus(time, value, 1);
    }

    assertThat(PaneFormat.decode(PaneFormat.encode(pane))).isEqualTo(pane);
  }

  /** State that is on disks today must be readable tomorrow. */
  @Test
  void shouldReadTheFirstFormatForEver() {
    String stored =
        "01"
            + "0000000000000002"
            + "4008000000000000"
            + "0000000000000000"
            + "3ff0000000000000"
            + "4000000000000000"
            + "3fe0000000000000"
            + "0000000000000005"
            + "0000000000000009"
            + "0000000000000001";
    Pane pane = new Pane(new Summary(2, 3, 0, 1, 2, 0.5), 5, 9, 1);

    assertThat(PaneFormat.decode(HexFormat.of().parseHex(stored))).isEqualTo(pane);
    assertThat(HexFormat.of().formatHex(PaneFormat.encode(pane))).isEqualTo(stored);
  }

  @Test
  void shouldRefuseAFormatItDoesNotKnow() {
    byte[] newer = PaneFormat.encode(Pane.EMPTY);
    newer[0] = 2;

    assertThatThrownBy(() -> PaneFormat.decode(newer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("written by a newer version");
  }
}
