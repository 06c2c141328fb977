# The service for use with a PostgreSQL and a Redis of its own (docker-compose.yml).
# The embedded database and everything that only building needs stay out of the image.

FROM node:20-bookworm-slim AS build
WORKDIR /srok
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:20-bookworm-slim
# The Russian model for reading scans and photographs; nothing fetches it later.
RUN apt-get update && apt-get install -y --no-install-recommends tesseract-ocr-rus \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srok
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=8080
COPY --from=build /srok/package.json ./
COPY --from=build /srok/node_modules ./node_modules
COPY --from=build /srok/prisma ./prisma
COPY --from=build /srok/examples ./examples
COPY --from=build /srok/dist ./dist
RUN ln -s /srok/dist/src/cli.js /usr/local/bin/srok && chmod +x dist/src/cli.js \
    && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=256", "dist/src/cli.js", "start"]
