@NullMarked
package muster.demo.command;

import org.jspecify.annotations.NullMarked;
