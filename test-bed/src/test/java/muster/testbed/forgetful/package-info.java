/** A test that runs on real servers without saying so: the rule against it has to find it. */
@NullMarked
package muster.testbed.forgetful;

import org.jspecify.annotations.NullMarked;
