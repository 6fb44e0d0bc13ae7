{{/* Properties of which one would show a secret. Context: option, properties, reference (a pattern of
     what may stand in a secret's place), instead (what to do). */}}
{{- define "wrapped.refuseSecrets" -}}
{{- range $key, $value := .properties -}}
{{- if and (regexMatch "(?i)((password|passphrase|secret|token|jaas\\.config|keystore\\.key|(access|secret|private)\\.key)$|account\\.key(\\.|$))" $key) (not (regexMatch $.reference $value)) -}}
{{- fail (printf "options: %s: %s would stand in a ConfigMap and in the FlinkDeployment: %s" $.option $key $.instead) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Kafka's properties: those of the login, whose secrets Kafka's clients read from mounted files
     themselves, and over them those of the options. */}}
{{- define "wrapped.kafkaProperties" -}}
{{- $tls := .Values.kafka.tls -}}
{{- $sasl := .Values.kafka.sasl -}}
{{- $properties := dict -}}
{{- if $tls.enabled -}}
{{- if $tls.caSecret -}}
{{- $_ := set $properties "ssl.truststore.type" "PEM" -}}
{{- $_ := set $properties "ssl.truststore.certificates" (printf "${dir:/etc/wrapped/kafka-ca:%s}" $tls.caKey) -}}
{{- end -}}
{{- if $tls.clientSecret -}}
{{- $_ := set $properties "ssl.keystore.type" "PEM" -}}
{{- $_ := set $properties "ssl.keystore.certificate.chain" (printf "${dir:/etc/wrapped/kafka-client:%s}" $tls.clientCertificateKey) -}}
{{- $_ := set $properties "ssl.keystore.key" (printf "${dir:/etc/wrapped/kafka-client:%s}" $tls.clientPrivateKeyKey) -}}
{{- end -}}
{{- end -}}
{{- if $sasl.mechanism -}}
{{- if not $sasl.secret -}}
{{- fail (printf "kafka.sasl.secret is not set, but kafka.sasl.mechanism is %s: name the Secret whose key %s holds the login" $sasl.mechanism $sasl.jaasConfigKey) -}}
{{- end -}}
{{- $_ := set $properties "sasl.mechanism" $sasl.mechanism -}}
{{- $_ := set $properties "sasl.jaas.config" (printf "${dir:/etc/wrapped/kafka-login:%s}" $sasl.jaasConfigKey) -}}
{{- end -}}
{{- if or $tls.enabled $sasl.mechanism -}}
{{- $_ := set $properties "security.protocol" (printf "%s%s" (ternary "SASL_" "" (ne $sasl.mechanism "")) (ternary "SSL" "PLAINTEXT" $tls.enabled)) -}}
{{- end -}}
{{- $given := get .Values.options "kafka.properties" | default dict -}}
{{- include "wrapped.refuseSecrets" (dict "option" "kafka.properties" "properties" $given "reference" "^\\$\\{(file|dir|env):[^}]*\\}$" "instead" "give it as a Secret (kafka.tls, kafka.sasl), or name a file or variable as Kafka's clients read them, ${dir:/folder:key}") -}}
{{- $properties = merge (dict) $given $properties -}}
{{- $providers := list -}}
{{- range $name, $class := dict "dir" "DirectoryConfigProvider" "env" "EnvVarConfigProvider" "file" "FileConfigProvider" -}}
{{- if contains (printf "${%s:" $name) (toRawJson $properties) -}}
{{- $providers = append $providers $name -}}
{{- $_ := set $properties (printf "config.providers.%s.class" $name) (printf "org.apache.kafka.common.config.provider.%s" $class) -}}
{{- end -}}
{{- end -}}
{{- if $providers -}}{{- $_ := set $properties "config.providers" (join "," $providers) -}}{{- end -}}
{{- $properties | toJson -}}
{{- end -}}

{{/* HBase's properties: those of a Kerberos login, and over them those of the options. */}}
{{- define "wrapped.hbaseProperties" -}}
{{- $kerberos := .Values.hbase.kerberos -}}
{{- $properties := dict -}}
{{- if $kerberos.enabled -}}
{{- range $name := list "principal" "keytabSecret" "krb5ConfigMap" "masterPrincipal" "regionServerPrincipal" -}}
{{- if not (get $kerberos $name) -}}
{{- fail (printf "hbase.kerberos.%s is not set, but hbase.kerberos.enabled is: a Kerberos login needs it" $name) -}}
{{- end -}}
{{- end -}}
{{- $properties = dict "hbase.security.authentication" "kerberos" "hadoop.security.authentication" "kerberos" "hbase.client.keytab.principal" $kerberos.principal "hbase.client.keytab.file" (printf "/etc/wrapped/hbase-keytab/%s" $kerberos.keytabKey) "hbase.master.kerberos.principal" $kerberos.masterPrincipal "hbase.regionserver.kerberos.principal" $kerberos.regionServerPrincipal -}}
{{- end -}}
{{- $given := get .Values.options "hbase.properties" | default dict -}}
{{- include "wrapped.refuseSecrets" (dict "option" "hbase.properties" "properties" $given "reference" "^\\$\\{env\\.[^}]*\\}$" "instead" "name a variable as HBase's client reads it, ${env.NAME}, and give that as a Secret (extraEnv)") -}}
{{- merge (dict) $given $properties | toJson -}}
{{- end -}}

{{/* The options of one job as JSON. Context: root, preset (the preset's options), areas (a pattern of
     the areas that the job has). */}}
{{- define "wrapped.options" -}}
{{- $root := .root -}}
{{- $options := dict -}}
{{- range $given := list .preset $root.Values.options -}}
{{- range $key, $value := $given -}}{{- $_ := set $options $key $value -}}{{- end -}}
{{- end -}}
{{- $name := include "wrapped.fullname" $root -}}
{{- if $root.Values.servers.kafka.enabled -}}
{{- $_ := set $options "kafka.bootstrap-servers" (printf "%s-kafka.%s:9092" $name $root.Release.Namespace) -}}
{{- end -}}
{{- if $root.Values.servers.hbase.enabled -}}
{{- $_ := set $options "hbase.bootstrap-servers" (printf "%s-hbase.%s:16000" $name $root.Release.Namespace) -}}
{{- end -}}
{{- if not (get $options "kafka.bootstrap-servers") -}}
{{- fail "options: kafka.bootstrap-servers is not set: name some of the brokers, as host:port,host:port" -}}
{{- end -}}
{{- if not (or (get $options "hbase.zookeeper-quorum") (get $options "hbase.bootstrap-servers")) -}}
{{- fail "options: where is HBase? Set hbase.zookeeper-quorum or hbase.bootstrap-servers, as host:port,host:port" -}}
{{- end -}}
{{- $kafka := include "wrapped.kafkaProperties" $root | fromJson -}}
{{- if $kafka -}}
{{- $options = merge (dict "kafka.properties" $kafka) (omit $options "kafka.properties") -}}
{{- end -}}
{{- $hbase := include "wrapped.hbaseProperties" $root | fromJson -}}
{{- if $hbase -}}
{{- $options = merge (dict "hbase.properties" $hbase) (omit $options "hbase.properties") -}}
{{- end -}}
{{- $mine := dict -}}
{{- range $key, $value := $options -}}
{{- if regexMatch (printf "^(%s)\\." $.areas) $key -}}
{{- $_ := set $mine $key $value -}}
{{- end -}}
{{- end -}}
{{- $mine | toJson -}}
{{- end -}}

{{/* One option's value as the jobs read it: maps as JSON, which Flink reads as YAML. */}}
{{- define "wrapped.option" -}}
{{- if kindIs "string" . -}}{{- . -}}{{- else -}}{{- toRawJson . -}}{{- end -}}
{{- end -}}
