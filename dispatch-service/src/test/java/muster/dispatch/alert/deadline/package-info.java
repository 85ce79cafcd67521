@NullMarked
package muster.dispatch.alert.deadline;

import org.jspecify.annotations.NullMarked;
