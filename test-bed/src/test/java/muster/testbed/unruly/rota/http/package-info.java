@NullMarked
package muster.testbed.unruly.rota.http;

import org.jspecify.annotations.NullMarked;
