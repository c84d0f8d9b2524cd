package io.headwater.quickstart.plant;

import java.util.List;

/** A line of a site, such as the first welding line in Toledo. */
record Location(String site, String line) {

  private static final List<String> SITES = List.of("dayton", "toledo", "gary", "peoria", "akron");
  private static final List<String> AREAS = List.of("stamping", "welding", "paint", "assembly");

  /** Twenty lines of five sites; further numbers are further lines of the same sites. */
  static Location of(int number) {
    String site = SITES.get(number % SITES.size());
    int inSite = number / SITES.size();
    return new Location(
        site, "%s-%d".formatted(AREAS.get(inSite % AREAS.size()), inSite / AREAS.size() + 1));
  }

  /** How events name it. */
  String fieldValue() {
    return site + "-" + line;
  }
}
