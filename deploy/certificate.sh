#!/bin/sh
# Usage: certificate.sh ADDRESS, an IPv4 address or a name, in the folder where the keys are to lie.
# Makes site.key and site.crt for the web server, signed by an authority of the office's own.
# The first run makes that authority too: ca.key, and ca.crt for the phones. It can vouch for this
# address and no other. Later runs keep it, so that phones need not be touched again.
set -eu
address=${1:?"写法：certificate.sh 地址，例如 certificate.sh 10.1.2.3"}
case $address in
*[!0-9.]*)
    name="DNS:$address"
    only="permitted;DNS:$address, excluded;IP:0.0.0.0/0.0.0.0, excluded;IP:::/::"
    ;;
*)
    name="IP:$address"
    only="permitted;IP:$address/255.255.255.255, permitted;DNS:none.invalid"
    ;;
esac
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/settings" <<END
[req]
prompt = no
utf8 = yes
string_mask = utf8only
distinguished_name = named
[named]
CN = 内部网站证书机构 $address
[authority]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
nameConstraints = $only
[site]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = $name
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END

if [ ! -e ca.crt ]; then
    openssl ecparam -name prime256v1 -genkey -noout -out ca.key
    openssl req -x509 -new -key ca.key -sha256 -days 3650 -config "$work/settings" -extensions authority -out ca.crt
fi
openssl ecparam -name prime256v1 -genkey -noout -out "$work/site.key"
openssl req -new -key "$work/site.key" -config "$work/settings" -utf8 -subj "/CN=内部网站 $address" -out "$work/site.csr"
# Apple's phones refuse a certificate that holds for more than 825 days.
openssl x509 -req -in "$work/site.csr" -CA ca.crt -CAkey ca.key -set_serial "0x$(openssl rand -hex 16)" \
    -sha256 -days 800 -extfile "$work/settings" -extensions site -out "$work/site.crt" 2>"$work/said"
if ! openssl verify -CAfile ca.crt "$work/site.crt" >"$work/said" 2>&1; then
    echo "这里的 ca.crt 只能为另一个地址作保。请在一个空文件夹里运行，再把新的 ca.crt 装到手机上。" >&2
    exit 1
fi
chmod 644 ca.crt "$work/site.crt"
mv "$work/site.key" "$work/site.crt" .
echo "网站用：site.key、site.crt（800 天）。手机安装：ca.crt，指纹："
openssl x509 -in ca.crt -noout -fingerprint -sha256
