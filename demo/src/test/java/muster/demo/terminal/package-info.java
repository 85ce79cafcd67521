@NullMarked
package muster.demo.terminal;

import org.jspecify.annotations.NullMarked;
