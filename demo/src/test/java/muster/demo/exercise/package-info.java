@NullMarked
package muster.demo.exercise;

import org.jspecify.annotations.NullMarked;
