package io.headwater.streams.config;

/** What holds for an input record when a process dies: {@code headwater.streams.guarantee}. */
public enum Guarantee {
  /** Its results appear exactly once; needs a broker with transactions. */
  EXACTLY_ONCE_V2,
  /** Its results appear, and may appear again after a crash. */
  AT_LEAST_ONCE
}
