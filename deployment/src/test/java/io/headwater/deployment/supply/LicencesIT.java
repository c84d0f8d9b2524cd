package io.headwater.deployment.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.deployment.supply.BillOfMaterials.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the images contain, held against the list in the docs. */
final class LicencesIT {

  private static final Path LIST = Path.of("..", "docs", "licences.md");

  /**
   * Of the licences a part may be taken under, one must be among these: none asks for our source.
   */
  private static final Set<String> ACCEPTED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-1.0",
          "EPL-2.0",
          "CC0-1.0",
          "Go License", // BSD-3-Clause
          "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)"); // either will do

  @ParameterizedTest
  @ValueSource(strings = {"streams-app", "delta-sink", "quickstart"})
  void shouldHaveABillOfMaterialsInTheJarOfEachApp(String module) {
    BillOfMaterials bill = BillOfMaterials.of(module);

    assertThat(bill.format()).startsWith("CycloneDX 1.");
    assertThat(bill.parts()).extracting(Part::name).contains("kafka-clients", "spring-boot");
    assertThat(bill.parts()).extracting(Part::name).doesNotContain("junit-jupiter", "assertj-core");
  }

  @Test
  void shouldListTheLicenceOfEverythingInTheImages() throws IOException {
    String expected = table();

    // what to copy when it is not
    Files.writeString(Path.of("target", "licences.md"), expected);
    assertThat(Files.readString(LIST)).endsWith(expected);
  }

  @Test
  void shouldContainNothingWithoutALicenceThatSuitsUs() {
    assertThat(BillOfMaterials.of("quickstart").parts())
        .allSatisfy(
            part ->
                assertThat(part.licences()).as(part.toString()).containsAnyElementsOf(ACCEPTED));
  }

  /** The image of quickstart has what both others have. Without versions: they change too often. */
  private static String table() {
    List<Part> parts = BillOfMaterials.of("quickstart").parts();
    return parts.stream()
        .map(
            part ->
                "| `%s:%s` | %s |%n"
                    .formatted(part.group(), part.name(), String.join(" or ", part.licences())))
        .collect(
            Collectors.toCollection(
                () ->
                    new TreeSet<>(
                        (a, b) ->
                            a.toLowerCase(Locale.ROOT).compareTo(b.toLowerCase(Locale.ROOT)))))
        .stream()
        .collect(Collectors.joining("", "| part | licence |\n|---|---|\n", ""));
  }
}
