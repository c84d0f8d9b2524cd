package io.headwater.model.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody most likely meant by a name that is none: of a setting, a field, a rule. */
public final class NearestName {

  private NearestName() {}

  /** The name nearest to {@code given}, if at most a third of it would have to be changed. */
  public static Optional<String> of(String given, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(given, name)))
        .filter(name -> distance(given, name) <= mostChanges(name.length()));
  }

  /**
   * What to say behind a name that is none: {@code "; did you mean high?"}, or nothing when no name
   * is near.
   */
  public static String hint(String given, Collection<String> names) {
    return hint(of(given, names));
  }

  static String hint(Optional<String> nearest) {
    return nearest.map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** How many letters of a name of that length may be wrong. */
  static int mostChanges(int length) {
    return Math.max(2, length / 3);
  }

  /** Levenshtein's: how many letters must be added, dropped or changed. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
