@NullMarked
package muster.testbed.orderly.patrol.command;

import org.jspecify.annotations.NullMarked;
