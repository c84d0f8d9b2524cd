package io.headwater.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroProgressTest {

  private final List<String> news = new ArrayList<>();
  private final MicroProgress progress = new MicroProgress(news::add);

  @Test
  void shouldKeepTheLastLinesOfWhateverIsPrintedToItself() {
    for (int line = 1; line <= 20; line++) {
      progress.println("line " + line);
    }
    progress.println("");
    progress.print("Exception in ");
    progress.write("thread \"main\"\n".getBytes(UTF_8));
    progress.write('!');

    assertThat(progress.lastWords().lines().skip(2).map(String::strip))
        .hasSize(15)
        .startsWith("line 8")
        .endsWith("line 20", "Exception in thread \"main\"", "!");
    assertThat(news).isEmpty();
  }

  @Test
  void shouldSayNothingWhenNothingWasPrinted() {
    assertThat(progress.lastWords()).isEmpty();
  }
}
