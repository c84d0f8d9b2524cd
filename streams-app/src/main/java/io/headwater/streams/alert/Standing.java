package io.headwater.streams.alert;

/** What an {@link Opening} is to the storms of its rule at its location. */
enum Standing {

  /** It stands for itself and may become one of a storm, with others. */
  ALONE,

  /** It is one of the latest storm. */
  MEMBER,

  /** It is rolled up into a storm that gave way, and not resolved. */
  LEFT
}
