/**
 * What operators watch: the alert rules, their pages, and the dashboards, held against what runs.
 */
@NullMarked
package io.headwater.deployment.watch;

import org.jspecify.annotations.NullMarked;
