"""The engine that asks a large model: any endpoint that speaks OpenAI's chat protocol."""
