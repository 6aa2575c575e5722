"""The whole product with a model that lies or breaks off: what customers are shown, and what is done."""
