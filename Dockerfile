# Văn Khố in an image: built from the lock with every hash checked; fetches nothing at run time.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/vankho
COPY requirements.lock ./
RUN /opt/vankho/bin/pip install --only-binary :all: --require-hashes -r requirements.lock
COPY . ./
# What the product itself is built with is in the lock, too, so that this step needs no network.
RUN /opt/vankho/bin/pip install --no-deps --no-build-isolation --no-index .

FROM python:3.11-slim-bookworm

# Debian's own versions: security updates come with the next build.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-vie \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 vankho \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/vankho --shell /usr/sbin/nologin vankho \
    && install -d -o vankho -g vankho /var/lib/vankho /inbox
COPY --from=build /opt/vankho /opt/vankho

ENV PATH=/opt/vankho/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OMP_THREAD_LIMIT=1 \
    VANKHO_HOME=/var/lib/vankho
USER 10001:10001
WORKDIR /var/lib/vankho
VOLUME ["/var/lib/vankho", "/inbox"]
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
ENTRYPOINT ["vankho"]
CMD ["serve", "--host", "0.0.0.0"]
