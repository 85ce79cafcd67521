/** What holds for every endpoint: who may call, and how errors look. */
@NullMarked
package muster.report.web;

import org.jspecify.annotations.NullMarked;
