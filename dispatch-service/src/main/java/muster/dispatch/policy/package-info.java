@NullMarked
package muster.dispatch.policy;

import org.jspecify.annotations.NullMarked;
