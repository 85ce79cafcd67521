/** What holds for every endpoint: who may call, and what the API's description begins with. */
@NullMarked
package muster.report.web;

import org.jspecify.annotations.NullMarked;
