/**
 * The commands for the rules that events are held against: which are in force, a new version of
 * one, the withdrawal of one, and how often one would have fired on what was recorded.
 */
@NullMarked
package io.headwater.quickstart.rules;

import org.jspecify.annotations.NullMarked;
