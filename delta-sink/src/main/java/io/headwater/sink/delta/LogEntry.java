package io.headwater.sink.delta;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What somebody who commits to a table has to know of another's entry in its log.
 *
 * @param transactions versions of application ids it sets
 * @param addedPaths of the files it adds, as it spells them
 * @param removedPaths of the files it removes, likewise
 * @param redefinesTable whether it changes the table's schema, properties or protocol
 */
record LogEntry(
    Map<String, Long> transactions,
    Set<String> addedPaths,
    Set<String> removedPaths,
    boolean redefinesTable) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads an entry.
   *
   * @param lines an action each, as the Delta protocol has it
   * @throws IOException when a line is no action
   */
  static LogEntry parse(Iterator<String> lines) throws IOException {
    Map<String, Long> transactions = new HashMap<>();
    Set<String> addedPaths = new HashSet<>();
    Set<String> removedPaths = new HashSet<>();
    boolean redefinesTable = false;
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.isBlank()) {
        continue;
      }
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw new IOException("an entry of the log has a line that is no action: " + start(line));
        }
        for (String action = json.nextName(); action != null; action = json.nextName()) {
          json.nextToken();
          switch (action) {
            case "txn" -> transaction(json, transactions);
            case "add" -> path(json, addedPaths);
            case "remove" -> path(json, removedPaths);
            case "metaData", "protocol" -> {
              redefinesTable = true;
              json.skipChildren();
            }
            default -> json.skipChildren();
          }
        }
      } catch (JacksonException e) {
        throw new IOException("an entry of the log has a line that is no JSON: " + start(line), e);
      }
    }
    return new LogEntry(transactions, addedPaths, removedPaths, redefinesTable);
  }

  private static void transaction(JsonParser json, Map<String, Long> transactions)
      throws IOException {
    String appId = "";
    long version = -1;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "appId" -> appId = json.getString();
        case "version" -> version = json.getLongValue();
        default -> json.skipChildren();
      }
    }
    if (appId.isEmpty() || version < 0) {
      throw new IOException("an entry of the log has a transaction without an id or version");
    }
    transactions.put(appId, version);
  }

  private static void path(JsonParser json, Set<String> paths) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("path")) {
        paths.add(json.getString());
      } else {
        json.skipChildren();
      }
    }
  }

  private static String start(String line) {
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }
}
