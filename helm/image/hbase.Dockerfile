# HBase in one process, for a laptop whose chart starts one (servers.hbase). Built from a folder with a
# release of HBase as its project publishes it, such as hbase-2.6.4-hadoop3-bin.tar.gz of
# https://hbase.apache.org/downloads.html:
#
#   docker build -f helm/image/hbase.Dockerfile -t hbase:2.6 FOLDER
ARG JAVA_IMAGE=eclipse-temurin:11-jre
FROM ${JAVA_IMAGE}

# Which unpacks it.
ADD hbase-*-bin.tar.gz /opt/

# The user of the pod must have a name: HBase asks who it is.
RUN ln -s /opt/hbase-* /opt/hbase \
 && echo 'hbase:x:1000:1000::/opt/hbase:/bin/sh' >> /etc/passwd

USER 1000:1000
