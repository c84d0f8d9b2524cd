package io.headwater.bench.rig;

import java.time.Duration;

/**
 * How far a process was at one moment, and what it had taken until then.
 *
 * @param at since the process was started
 * @param committed events of the backlog whose results are committed
 * @param cpu CPU time of the process, from the start of its JVM on
 * @param brokerCpu CPU time of the broker's process
 */
public record Progress(Duration at, long committed, Duration cpu, Duration brokerCpu) {}
