/** What both jobs measure, and what dashboards and alerts ask for. */
package io.wrapped.system.metrics;
