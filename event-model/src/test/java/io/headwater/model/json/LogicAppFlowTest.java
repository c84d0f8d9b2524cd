package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.headwater.model.Alert;
import io.headwater.model.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the flow in docs/azure against the contract of alerts: a body it refuses is final. */
class LogicAppFlowTest {

  private static final Path FLOW = Path.of("..", "docs", "azure", "alerts-logic-app.workflow.json");
  private static final Pattern FIELD = Pattern.compile("triggerBody\\(\\)\\?\\['([a-z_]+)'\\]");
  private static final Pattern OUTPUTS = Pattern.compile("outputs\\('(\\w+)'\\)");
  private static final JsonMapper JSON = new JsonMapper();

  private final String text = read();
  private final JsonNode trigger = JSON.readTree(text).at("/triggers/alert/inputs/schema");
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(trigger.toString());

  @Provide
  Arbitrary<Alert> alerts() {
    return Records.alerts();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void shouldTakeEveryAlert(@ForAll("alerts") Alert alert) {
    String body = new String(new AlertJson().encode(alert), UTF_8);

    assertThat(schema.validate(body, InputFormat.JSON)).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoAlert() {
    assertThat(schema.validate("{\"state\":\"opened\"}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void shouldUseFieldsOfTheContractThatItsTriggerNames() {
    Set<String> contract = Set.copyOf(new SchemaCheck(ContractSchema.ALERT).fields());
    Set<String> named = Set.copyOf(trigger.get("properties").propertyNames());
    Set<String> used = new TreeSet<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      used.add(field.group(1));
    }

    assertThat(contract).containsAll(named);
    assertThat(used).isNotEmpty();
    assertThat(named).containsAll(used);
  }

  @Test
  void shouldRememberOnlyWhatIsHandedOn() {
    JsonNode remember = JSON.readTree(text).at("/actions/Whether_new/cases/New/actions/Remember");

    assertThat(remember.get("runAfter")).isEqualTo(JSON.readTree("{\"Notify\":[\"Succeeded\"]}"));
    // A repeated PUT is no conflict, so it may have retries
    assertThat(remember.at("/inputs/method").asString()).isEqualTo("PUT");
  }

  @Test
  void shouldNameActionsThatThereAre() {
    Set<String> names = new TreeSet<>();
    Matcher name = OUTPUTS.matcher(text);
    while (name.find()) {
      names.add(name.group(1));
    }

    assertThat(names).isNotEmpty();
    assertThat(JSON.readTree(text).get("actions").propertyNames()).containsAll(names);
  }

  private static String read() {
    try {
      return Files.readString(FLOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
