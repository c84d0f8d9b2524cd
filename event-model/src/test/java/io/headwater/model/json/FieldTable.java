package io.headwater.model.json;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A schema's fields as the rows of a table in Markdown: field, type, null?, meaning. */
final class FieldTable {

  private final List<String> rows = new ArrayList<>();

  private FieldTable() {}

  static List<String> rows(JsonNode schema) {
    FieldTable table = new FieldTable();
    table.addFields("", schema);
    return table.rows;
  }

  private void addFields(String parent, JsonNode object) {
    object
        .get("properties")
        .properties()
        .forEach(field -> addField(parent + field.getKey(), field.getValue()));
  }

  private void addField(String name, JsonNode field) {
    rows.add(
        "| `%s` | %s | %s | %s |"
            .formatted(
                name,
                type(field),
                types(field).contains("null") ? "yes" : "no",
                field.path("description").asString().replace("|", "\\|")));
    if (field.has("properties")) {
      addFields(name + ".", field);
    }
    JsonNode items = field.path("items");
    if (items.has("properties")) {
      addFields(name + "[].", items);
    }
  }

  private static String type(JsonNode field) {
    if (field.has("enum")) {
      return texts(field.get("enum")).stream()
          .filter(value -> !value.isEmpty()) // null
          .map(value -> "`" + value + "`")
          .collect(Collectors.joining(", "));
    }
    String type = types(field).get(0);
    if (type.equals("array")) {
      return "array of " + types(field.get("items")).get(0) + "s";
    }
    return field.path("format").asString().equals("date-time") ? "time" : type;
  }

  private static List<String> types(JsonNode field) {
    JsonNode type = field.get("type");
    return type.isArray() ? texts(type) : List.of(type.asString());
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().map(JsonNode::asString).toList();
  }
}
