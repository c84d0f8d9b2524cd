package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.AnomalyKind;
import io.headwater.model.CloseReason;
import io.headwater.model.Examples;
import io.headwater.model.RejectReason;
import io.headwater.model.Scope;
import io.headwater.model.Severity;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.settings.TopicSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds docs/contracts.md against the schemas, the codecs and the settings. */
class ContractsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "contracts.md");
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Pattern REASON = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");
  private static final JsonMapper JSON = new JsonMapper();
  private static final TopicSettings TOPICS = TopicSettings.defaults();

  private final String page = read(PAGE);

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of(
            ContractSchema.SENSOR_EVENT,
            TOPICS.events(),
            new SensorEventJson().encode(Examples.READING)),
        Arguments.of(
            ContractSchema.SENSOR_REFERENCE,
            TOPICS.reference(),
            new SensorReferenceJson().encode(Examples.REFERENCE)),
        Arguments.of(
            ContractSchema.DETECTION_RULE,
            TOPICS.rules(),
            new DetectionRuleJson().encode(Examples.RULE)),
        Arguments.of(
            ContractSchema.ENRICHED_EVENT,
            TOPICS.enriched(),
            new EnrichedEventJson().encode(Examples.ENRICHED)),
        Arguments.of(
            ContractSchema.WINDOW_AGGREGATE,
            TOPICS.aggregates(),
            new WindowAggregateJson().encode(Examples.WINDOW)),
        Arguments.of(
            ContractSchema.ANOMALY, TOPICS.anomalies(), new AnomalyJson().encode(Examples.ANOMALY)),
        Arguments.of(ContractSchema.ALERT, TOPICS.alerts(), new AlertJson().encode(Examples.ALERT)),
        Arguments.of(
            ContractSchema.UNDELIVERED_ALERT,
            TOPICS.undelivered(),
            new UndeliveredAlertJson().encode(Examples.UNDELIVERED)),
        Arguments.of(
            ContractSchema.REJECTED_EVENT,
            TOPICS.rejected(),
            new RejectedEventJson().encode(Examples.REJECTED)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldListTheFieldsOfTheSchema(ContractSchema schema, String topic) {
    List<String> rows = section(schema).lines().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .as("the table of " + topic + "; put this into docs/contracts.md")
        .containsExactlyElementsOf(FieldTable.rows(new SchemaCheck(schema).tree()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldShowARecordAsItIsReallyWritten(ContractSchema schema, String topic, byte[] json) {
    Matcher example = EXAMPLE.matcher(section(schema));

    assertThat(example.find()).as("a JSON example of " + topic).isTrue();
    JsonNode shown = JSON.readTree(example.group(1));
    assertThat(shown).isEqualTo(JSON.readTree(json));
    assertThat(shown.propertyNames())
        .containsExactlyElementsOf(JSON.readTree(json).propertyNames());
    assertThat(new SchemaCheck(schema).complaints(example.group(1).getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldHeadEachRecordWithItsTopic(ContractSchema schema, String topic) {
    assertThat(section(schema).lines().findFirst().orElseThrow()).endsWith("`" + topic + "`");
  }

  @Test
  void shouldExplainEveryReasonToReject() {
    Set<String> explained = new TreeSet<>();
    Matcher row = REASON.matcher(page);
    while (row.find()) {
      explained.add(row.group(1));
    }

    assertThat(explained)
        .isEqualTo(new TreeSet<>(Arrays.stream(RejectReason.values()).map(Enum::name).toList()));
  }

  @Test
  void shouldLeadToFilesThatExist() {
    Matcher link = Pattern.compile("]\\((?!http)([^)#]+)").matcher(page);
    while (link.find()) {
      assertThat(PAGE.resolveSibling(link.group(1))).exists();
    }
  }

  // --- the schemas themselves -------------------------------------------------------------------

  @ParameterizedTest
  @EnumSource(ContractSchema.class)
  void shouldDescribeEveryField(ContractSchema contract) {
    JsonNode schema = new SchemaCheck(contract).tree();

    assertThat(schema.get("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.get("title").asString()).isNotBlank();
    assertThat(schema.get("description").asString()).endsWith(".");
    assertThat(schema.get("additionalProperties").asBoolean()).isTrue();
    assertThat(FieldTable.rows(schema)).allMatch(row -> row.endsWith(". |"), "ends in a sentence");
  }

  @ParameterizedTest
  @EnumSource(
      value = ContractSchema.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SENSOR_EVENT", "SENSOR_REFERENCE", "DETECTION_RULE"})
  void shouldRequireEveryFieldThatWeWrite(ContractSchema contract) {
    SchemaCheck schema = new SchemaCheck(contract);

    assertThat(schema.tree().get("required").values())
        .extracting(JsonNode::asString)
        .containsExactlyElementsOf(schema.fields());
  }

  @Test
  void shouldAllowTheNamesOfOurEnumerations() {
    assertThat(namesOf(ContractSchema.REJECTED_EVENT, "reason"))
        .containsExactlyElementsOf(Arrays.stream(RejectReason.values()).map(Enum::name).toList());
    for (ContractSchema finding : List.of(ContractSchema.ANOMALY, ContractSchema.ALERT)) {
      assertThat(namesOf(finding, "kind"))
          .containsExactlyElementsOf(
              Arrays.stream(AnomalyKind.values()).map(AnomalyKind::text).toList());
      assertThat(namesOf(finding, "severity"))
          .containsExactlyElementsOf(Arrays.stream(Severity.values()).map(Severity::text).toList());
    }
    assertThat(namesOf(ContractSchema.WINDOW_AGGREGATE, "scope"))
        .containsExactlyElementsOf(Arrays.stream(Scope.values()).map(Scope::text).toList());
    assertThat(namesOf(ContractSchema.WINDOW_AGGREGATE, "close_reason"))
        .containsExactlyElementsOf(
            Arrays.stream(CloseReason.values()).map(CloseReason::text).toList());
    assertThat(namesOf(ContractSchema.UNDELIVERED_ALERT, "reason"))
        .containsExactlyElementsOf(
            Arrays.stream(UndeliveredAlert.Reason.values())
                .map(UndeliveredAlert.Reason::text)
                .toList());
    assertThat(namesOf(ContractSchema.ALERT, "state"))
        .containsExactlyElementsOf(
            Arrays.stream(Alert.State.values()).map(Alert.State::text).toList());
  }

  private static List<String> namesOf(ContractSchema contract, String field) {
    return new SchemaCheck(contract)
        .tree().get("properties").get(field).get("enum").values().stream()
            .map(JsonNode::asString)
            .toList();
  }

  /** The part of the page, up to the next heading, that links to the schema. */
  private String section(ContractSchema schema) {
    String name = new SchemaCheck(schema).tree().get("$id").asString().replaceFirst(".*:", "");
    List<String> sections =
        Stream.of(page.split("(?m)^## "))
            .filter(section -> section.contains("/" + name + ".schema.json)"))
            .toList();
    assertThat(sections).as("sections of docs/contracts.md that link to " + name).hasSize(1);
    return sections.get(0);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
