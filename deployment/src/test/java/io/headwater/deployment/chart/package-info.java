/** The Helm chart, linted and rendered by Helm 3 and 4, and its manifests checked. */
@NullMarked
package io.headwater.deployment.chart;

import org.jspecify.annotations.NullMarked;
