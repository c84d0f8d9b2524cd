/**
 * Checks of the broker, from its name to the groups that read from it. What is to be said of what
 * was seen is decided by classes that ask nobody ({@code ...Verdict}).
 */
@NullMarked
package io.headwater.quickstart.doctor.broker;

import org.jspecify.annotations.NullMarked;
