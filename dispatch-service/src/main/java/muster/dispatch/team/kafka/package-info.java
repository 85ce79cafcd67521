/** The team index, fed from the compacted topics. */
@NullMarked
package muster.dispatch.team.kafka;

import org.jspecify.annotations.NullMarked;
