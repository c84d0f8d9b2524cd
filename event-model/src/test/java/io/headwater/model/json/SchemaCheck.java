package io.headwater.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of our schemas, as somebody else's validator understands it. */
final class SchemaCheck {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode tree;
  private final Schema schema;

  SchemaCheck(ContractSchema contract) {
    tree = new JsonMapper().readTree(contract.text());
    schema = REGISTRY.getSchema(contract.text());
  }

  /** What is wrong with the record; empty if nothing is. */
  List<String> complaints(byte[] json) {
    return schema.validate(new String(json, UTF_8), InputFormat.JSON).stream()
        .map(Error::toString)
        .toList();
  }

  /** The contract's fields, in its order. */
  List<String> fields() {
    return List.copyOf(tree.get("properties").propertyNames());
  }

  JsonNode tree() {
    return tree;
  }
}
