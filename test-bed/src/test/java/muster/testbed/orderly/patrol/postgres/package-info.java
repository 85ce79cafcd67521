@NullMarked
package muster.testbed.orderly.patrol.postgres;

import org.jspecify.annotations.NullMarked;
