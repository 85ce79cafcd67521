@NullMarked
package muster.testbed.orderly.patrol.http;

import org.jspecify.annotations.NullMarked;
