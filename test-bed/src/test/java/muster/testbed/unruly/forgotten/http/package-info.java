@NullMarked
package muster.testbed.unruly.forgotten.http;

import org.jspecify.annotations.NullMarked;
