/** HBase with its ZooKeeper in a process of its own, for one machine. */
package io.wrapped.local.hbase;
