# Skarbnik in one image: the program, its web pages and the embedded PostgreSQL. Data live in /data.
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY --chown=node:node . .
RUN chown node:node /app
USER node
# Installs by the lockfile and builds the web pages; then what only builds and tests need is taken away.
RUN node bin/skarbnik.js setup && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:26-bookworm-slim
ENV NODE_ENV=production \
    SKARBNIK_HOST=0.0.0.0 \
    SKARBNIK_PORT=3210 \
    SKARBNIK_DATA=/data
WORKDIR /app
COPY --from=build --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3210
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.SKARBNIK_PORT + '/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/skarbnik.js", "start"]
