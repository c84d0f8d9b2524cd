package io.headwater.model.settings;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that the settings of an app may have, read off the records they are bound to, so that a
 * misspelt one is refused and not silently without effect.
 *
 * <p>Names are compared as Spring Boot's relaxed binding does: {@code headwater.streams.state-dir},
 * {@code headwater.streams.stateDir} and {@code HEADWATER_STREAMS_STATE_DIR} are one name.
 * Immutable.
 */
public final class SettingNames {

  /** Set for the launcher, not for an app. */
  private static final Set<String> LAUNCHER = Set.of("HEADWATER_JAVA_OPTS");

  /**
   * What Kubernetes puts into the environment of every pod for a service whose name begins like our
   * settings.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("[A-Z0-9_]+_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_[A-Z]+(_[A-Z]+)?)?)");

  /** At the end of a name in its uniform form. */
  private static final Pattern ITEM_NUMBER = Pattern.compile("\\d+$");

  /** Stands for the number of an item in the uniform form of a name. */
  private static final String ITEM = "#";

  private final String root;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> lists = new HashSet<>();
  private final Set<String> recordLists = new HashSet<>();
  private final List<String> openPrefixes;

  private SettingNames(String root, List<String> openPrefixes) {
    this.root = root;
    this.openPrefixes = new ArrayList<>(openPrefixes);
  }

  /**
   * The names below {@code root}.
   *
   * @param root such as {@code headwater}
   * @param tree the record that is bound to it; a component that is a record is a branch, one that
   *     is a map takes any name below its own, all others are settings; one that is a collection
   *     may also be given item by item, with a number each, and must be if it is one of records:
   *     these have settings of their own, as {@code name[].setting}, unless they are made of a text
   *     by a static {@code of(String)}
   * @param othersPrefixes what is somebody else's to check, such as {@code headwater.sink}
   */
  public static SettingNames of(
      String root, Class<? extends Record> tree, String... othersPrefixes) {
    SettingNames names = new SettingNames(root, List.of(othersPrefixes));
    names.collect(root, tree);
    return names;
  }

  /** All names, in the order of the records; a map as {@code name.*}. */
  public Set<String> all() {
    return Collections.unmodifiableSet(names);
  }

  /**
   * What is wrong with the names given.
   *
   * @param namesBySource all names found, by where they were found ({@code the command line});
   *     those not below the root are ignored
   * @return one sentence that names each unknown setting, its source and the nearest known one;
   *     empty when all are known
   */
  public Optional<String> complaint(Map<String, ? extends Collection<String>> namesBySource) {
    List<String> unknown = new ArrayList<>();
    namesBySource.forEach(
        (source, found) ->
            found.stream()
                .filter(name -> !isKnown(name))
                .sorted()
                .map(name -> name + " (" + source + hint(name) + ")")
                .forEach(unknown::add));
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (unknown.size() == 1 ? "There is no such setting: " : "There are no such settings: ")
            + String.join(", ", unknown)
            + "; docs/configuration.md lists them all.");
  }

  /** Whether an app knows that name, or need not: one that isn't below the root is no setting. */
  boolean isKnown(String name) {
    String given = withAnyItem(uniform(name));
    if (!isBelow(given, root) || isForeign(name)) {
      return true;
    }
    return names.stream().anyMatch(known -> uniform(known).equals(given))
        || lists.contains(ITEM_NUMBER.matcher(given).replaceFirst(""))
        || openPrefixes.stream().anyMatch(prefix -> isBelow(given, prefix));
  }

  /** The known name that {@code name} most likely was meant to be, if one is near. */
  Optional<String> nearest(String name) {
    String given = withAnyItem(uniform(name));
    int most = NearestName.mostChanges(given.length() - uniform(root).length());
    String best = null;
    int least = most + 1;
    for (String known : names) {
      int distance = isLastPartOf(name, known) ? 1 : distanceToMeant(given, known);
      if (distance < least) {
        least = distance;
        best = known;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Without the number of an item that is a record, as our own names are. */
  private String withAnyItem(String given) {
    for (String list : recordLists) {
      if (given.matches(list + "\\d+.*")) {
        return given.replaceFirst("^" + list + "\\d+", list + ITEM);
      }
    }
    return given;
  }

  /** Whether only the way to the setting is wrong. */
  private static boolean isLastPartOf(String name, String known) {
    return known.endsWith("." + dashed(name.substring(name.lastIndexOf('.') + 1)));
  }

  private static int distanceToMeant(String given, String known) {
    if (!known.endsWith(".*")) {
      return NearestName.distance(given, uniform(known));
    }
    String prefix = uniform(known);
    int least = Integer.MAX_VALUE;
    for (int length = prefix.length() - 2; length <= prefix.length() + 2; length++) {
      String head = given.substring(0, Math.min(length, given.length()));
      least = Math.min(least, NearestName.distance(head, prefix));
    }
    return least;
  }

  private String hint(String name) {
    return NearestName.hint(nearest(name));
  }

  private void collect(String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + "." + dashed(component.getName());
      Class<?> componentType = component.getType();
      if (componentType.isRecord()) {
        collect(name, componentType);
      } else if (Map.class.isAssignableFrom(componentType)) {
        names.add(name + ".*");
        openPrefixes.add(name);
      } else if (itemRecord(component).isPresent()) {
        recordLists.add(uniform(name));
        collect(name + "[]", itemRecord(component).orElseThrow());
      } else if (Collection.class.isAssignableFrom(componentType)) {
        names.add(name);
        lists.add(uniform(name));
      } else {
        names.add(name);
      }
    }
  }

  /** What a collection has, if these are branches: records that are not written as one text. */
  private static Optional<Class<?>> itemRecord(RecordComponent component) {
    if (Collection.class.isAssignableFrom(component.getType())
        && component.getGenericType() instanceof ParameterizedType collection
        && collection.getActualTypeArguments()[0] instanceof Class<?> item
        && item.isRecord()
        && Arrays.stream(item.getMethods()).noneMatch(SettingNames::isMadeOfText)) {
      return Optional.of(item);
    }
    return Optional.empty();
  }

  /** By such a method Spring binds a text. */
  private static boolean isMadeOfText(Method method) {
    return Modifier.isStatic(method.getModifiers())
        && method.getName().equals("of")
        && List.of(method.getParameterTypes()).equals(List.of(String.class));
  }

  private boolean isForeign(String name) {
    return LAUNCHER.contains(name) || SERVICE_LINK.matcher(name).matches();
  }

  private static boolean isBelow(String uniformName, String prefix) {
    String above = uniform(prefix);
    return uniformName.length() > above.length() && uniformName.startsWith(above);
  }

  private static String dashed(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** The form in which all spellings of a name are the same: letters, digits, and any item. */
  private static String uniform(String name) {
    return name.toLowerCase(Locale.ROOT).replace("[]", ITEM).replaceAll("[^a-z0-9#]", "");
  }
}
