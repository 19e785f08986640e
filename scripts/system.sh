#!/bin/sh
# Usage: system.sh site|test
# Sees to the system libraries and programs that pip cannot bring: as root on Debian they are
# installed, otherwise one line says what to install.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
missing=""
need_library() { ldconfig -p 2>/dev/null | grep -q "$1" || missing="$missing $2"; }
need_program() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need_module() { python3 -c "import $1" >/dev/null 2>&1 || missing="$missing $2"; }

need_module ensurepip python3-venv
need_library libpango-1.0.so.0 libpango-1.0-0
need_library libpangoft2-1.0.so.0 libpangoft2-1.0-0
need_library libharfbuzz-subset.so.0 libharfbuzz-subset0
# Rare characters of names: not insisted on, since `check` names the package when one is needed.
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    [ -f /usr/share/fonts/truetype/hanazono/HanaMinB.ttf ] || missing="$missing fonts-hanazono"
fi
if [ "${1:-site}" = test ]; then
    need_program chromium chromium
    need_program chromium-headless-shell chromium-headless-shell
    need_program pdftotext poppler-utils
    need_program qpdf qpdf
    need_program nginx nginx
    need_program openssl openssl
    need_program java default-jre-headless
    need_program node nodejs
    need_program npm npm
    need_program WebKitWebDriver webkit2gtk-driver
    need_program Xvfb xvfb
    need_program soffice "libreoffice-calc-nogui libreoffice-writer-nogui"
fi

[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "安装系统软件：$missing" >&2
    apt-get update -qq >&2
    # shellcheck disable=SC2086 -- one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
else
    echo "缺少系统软件，请先安装：sudo apt-get install$missing" >&2
    exit 1
fi
