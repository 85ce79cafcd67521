/** What the edge counts; Micrometer. */
@NullMarked
package muster.apiedge.metrics;

import org.jspecify.annotations.NullMarked;
