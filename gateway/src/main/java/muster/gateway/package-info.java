/** One origin for browsers: pages, login and sessions, and the services behind them. */
@NullMarked
package muster.gateway;

import org.jspecify.annotations.NullMarked;
