@NullMarked
package muster.testbed.unruly.rota.command;

import org.jspecify.annotations.NullMarked;
