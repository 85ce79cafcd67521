@NullMarked
package muster.dispatch.alert.command;

import org.jspecify.annotations.NullMarked;
